/// Problems found while an application starts, and the report that lists them.
package dev.lodestar.report;
