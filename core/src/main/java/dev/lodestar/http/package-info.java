/// The vocabulary of HTTP: requests, responses, headers, cookies, media types, statuses, query
/// parameters and problems, as immutable values without any socket.
///
/// Start here: [dev.lodestar.http.Request], [dev.lodestar.http.Response],
/// [dev.lodestar.http.HttpException].
package dev.lodestar.http;
