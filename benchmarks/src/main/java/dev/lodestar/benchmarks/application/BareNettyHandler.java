package dev.lodestar.benchmarks.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.AsciiString;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectWriter;

/// Does by hand what Lodestar does for the routes: finds the route, reads and checks the
/// parameters, and writes the answer.
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write closes the connection, and that is all
final class BareNettyHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final AsciiString TEXT = AsciiString.cached("text/plain; charset=utf-8");
  private static final AsciiString JSON = AsciiString.cached("application/json");
  private static final String USERS = "/users/";
  private static final String PRODUCTS = "/products";
  private static final ObjectWriter PRODUCT = new ObjectMapper().writerFor(Product.class);

  private long second;
  private AsciiString date = AsciiString.EMPTY_STRING;

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    var response = answer(request);
    var headers = response.headers();
    headers.set(HttpHeaderNames.DATE, date());
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
    if (HttpUtil.isKeepAlive(request)) {
      context.write(response);
    } else {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      context.write(response).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  private static FullHttpResponse answer(FullHttpRequest request) {
    var target = request.uri();
    if (!request.method().equals(HttpMethod.GET)) {
      return request.method().equals(HttpMethod.POST) && target.equals(PRODUCTS)
          ? create(request)
          : text(HttpResponseStatus.METHOD_NOT_ALLOWED, "Only GET is allowed here.");
    }
    if (target.equals("/plaintext")) {
      return text(HttpResponseStatus.OK, "Hello, World!");
    }
    if (target.equals("/json")) {
      return response(HttpResponseStatus.OK, JSON, PRODUCT.writeValueAsBytes(Product.sample()));
    }
    if (target.startsWith(USERS)) {
      return user(new QueryStringDecoder(target));
    }
    if (target.equals(PRODUCTS)) {
      return response(HttpResponseStatus.OK, JSON, BareNettyProducts.list());
    }
    return text(HttpResponseStatus.NOT_FOUND, "There is nothing at this address.");
  }

  private static FullHttpResponse create(FullHttpRequest request) {
    NewProduct product;
    try {
      product = BareNettyProducts.read(request.content());
    } catch (JacksonException malformed) {
      return text(HttpResponseStatus.BAD_REQUEST, malformed.getOriginalMessage());
    }
    var errors = BareNettyProducts.errors(product);
    return errors.isEmpty()
        ? response(HttpResponseStatus.CREATED, JSON, BareNettyProducts.created(product))
        : response(HttpResponseStatus.BAD_REQUEST, JSON, BareNettyProducts.written(errors));
  }

  private static FullHttpResponse user(QueryStringDecoder target) {
    long id;
    try {
      id = Long.parseLong(target.path().substring(USERS.length()));
    } catch (NumberFormatException malformed) {
      return text(HttpResponseStatus.NOT_FOUND, "There is no such user.");
    }
    int page;
    boolean active;
    try {
      page = Integer.parseInt(only("page", target.parameters()));
      active =
          switch (only("active", target.parameters())) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("active is true or false.");
          };
    } catch (IllegalArgumentException malformed) {
      return text(HttpResponseStatus.BAD_REQUEST, String.valueOf(malformed.getMessage()));
    }
    return text(HttpResponseStatus.OK, "user " + id + ", page " + page + ", active " + active);
  }

  private static String only(String name, Map<String, List<String>> parameters) {
    var values = parameters.get(name);
    if (values == null || values.size() != 1) {
      throw new IllegalArgumentException("Give the query parameter " + name + " once.");
    }
    return values.getFirst();
  }

  private static FullHttpResponse text(HttpResponseStatus status, String text) {
    return response(status, TEXT, text.getBytes(UTF_8));
  }

  private static FullHttpResponse response(
      HttpResponseStatus status, AsciiString contentType, byte[] content) {
    var response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(content));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    return response;
  }

  private AsciiString date() {
    var now = System.currentTimeMillis() / 1000;
    if (now != second) {
      second = now;
      var time = ZonedDateTime.now(ZoneOffset.UTC);
      date = new AsciiString(DateTimeFormatter.RFC_1123_DATE_TIME.format(time));
    }
    return date;
  }
}
