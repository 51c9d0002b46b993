/// MessagePack beside JSON, and beside other libraries.
package dev.lodestar.benchmarks.messagepack;
