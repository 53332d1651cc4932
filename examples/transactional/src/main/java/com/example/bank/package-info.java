/** Transfers between accounts: handlers whose writes and whose step's completion are one commit. */
package com.example.bank;
