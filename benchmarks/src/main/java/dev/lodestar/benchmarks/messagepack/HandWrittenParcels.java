package dev.lodestar.benchmarks.messagepack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;

/// What a program does that uses msgpack-core without a mapper: it writes each field itself, and
/// takes for granted that documents are right.
final class HandWrittenParcels {
  private final MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();

  byte[] encode(Parcel parcel) throws IOException {
    packer.clear();
    packer.packMapHeader(6);
    packer.packString("id").packLong(parcel.id());
    packer.packString("sender").packString(parcel.sender());
    packer.packString("receiver").packString(parcel.receiver());
    packer.packString("express").packBoolean(parcel.express());
    packer.packString("weight").packDouble(parcel.weight());
    packer.packString("contents").packArrayHeader(parcel.contents().size());
    for (var content : parcel.contents()) {
      encode(packer, content);
    }
    return packer.toByteArray();
  }

  private static void encode(MessagePacker packer, Parcel.Content content) throws IOException {
    packer.packMapHeader(4);
    packer.packString("sku").packString(content.sku());
    packer.packString("title").packString(content.title());
    packer.packString("price").packDouble(content.price());
    packer.packString("items").packInt(content.items());
  }

  Parcel decode(byte[] document) throws IOException {
    try (var unpacker = MessagePack.newDefaultUnpacker(document)) {
      return parcel(unpacker);
    }
  }

  private static Parcel parcel(MessageUnpacker in) throws IOException {
    long id = 0;
    var sender = "";
    var receiver = "";
    boolean express = false;
    double weight = 0;
    List<Parcel.Content> contents = List.of();
    for (int left = in.unpackMapHeader(); left > 0; left--) {
      switch (in.unpackString()) {
        case "id" -> id = in.unpackLong();
        case "sender" -> sender = in.unpackString();
        case "receiver" -> receiver = in.unpackString();
        case "express" -> express = in.unpackBoolean();
        case "weight" -> weight = in.unpackDouble();
        case "contents" -> contents = contents(in);
        default -> in.skipValue();
      }
    }
    return new Parcel(id, sender, receiver, express, weight, contents);
  }

  private static List<Parcel.Content> contents(MessageUnpacker in) throws IOException {
    int size = in.unpackArrayHeader();
    var contents = new ArrayList<Parcel.Content>(size);
    for (int i = 0; i < size; i++) {
      contents.add(content(in));
    }
    return contents;
  }

  private static Parcel.Content content(MessageUnpacker in) throws IOException {
    var sku = "";
    var title = "";
    double price = 0;
    int items = 0;
    for (int left = in.unpackMapHeader(); left > 0; left--) {
      switch (in.unpackString()) {
        case "sku" -> sku = in.unpackString();
        case "title" -> title = in.unpackString();
        case "price" -> price = in.unpackDouble();
        case "items" -> items = in.unpackInt();
        default -> in.skipValue();
      }
    }
    return new Parcel.Content(sku, title, price, items);
  }
}
