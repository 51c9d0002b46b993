package dev.lodestar.operation;

import dev.lodestar.http.MediaType;

/// Content of a media type.
///
/// @param mediaType the media type; of requests it may be a range, such as `image/*`
/// @param shape what the content is
public record Content(MediaType mediaType, Shape shape) {}
