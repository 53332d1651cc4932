/**
 * A small web shop that the example's handlers talk to; a program of its own, no part of the
 * workflow.
 */
package shop;
