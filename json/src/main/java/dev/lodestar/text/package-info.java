/// Numbers, dates, times and UUIDs straight from and to ASCII bytes.
package dev.lodestar.text;
