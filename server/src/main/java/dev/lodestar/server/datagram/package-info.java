/// What serves HTTP over datagrams: the contract between the server, which has the sockets and the
/// event loops, and what speaks HTTP/3, which is found as a service.
@NullMarked
package dev.lodestar.server.datagram;

import org.jspecify.annotations.NullMarked;
