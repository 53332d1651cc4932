/**
 * Subscribers that tell other systems what happens to tasks. Each is off unless it is configured.
 */
package com.example.subscribers;
