package dev.lodestar.coding;

import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.StreamBody;
import dev.lodestar.offload.Offload;
import java.io.OutputStream;

/// Content that is compressed while it is sent.
record EncodedBody(ResponseBody plain, ContentCoding coding, Offload offload)
    implements StreamBody {

  @Override
  public void writeTo(OutputStream out) throws Exception {
    var encoded = new EncodedOutput(out, coding, offload);
    try {
      plain.writeTo(encoded);
      encoded.finish();
    } finally {
      encoded.release();
    }
  }
}
