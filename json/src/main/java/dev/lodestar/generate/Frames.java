package dev.lodestar.generate;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.StackMapFrameInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.ObjectVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.VerificationTypeInfo;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;

/// What the virtual machine is told about each place that code jumps to: the types of the local
/// variables, which are the same everywhere. Said here, because finding it out takes longer than
/// all the rest of a class.
final class Frames {
  private final List<VerificationTypeInfo> locals;
  private final List<StackMapFrameInfo> frames = new ArrayList<>();

  Frames(List<VerificationTypeInfo> locals) {
    this.locals = List.copyOf(locals);
  }

  /// Binds a label here, with an empty stack. No two labels may be bound to one place.
  void bind(CodeBuilder code, Label label) {
    code.labelBinding(label);
    frames.add(StackMapFrameInfo.of(label, locals, List.of()));
  }

  /// Binds a label here, where an exception is on the stack.
  void bindHandler(CodeBuilder code, Label label, ClassDesc exception) {
    code.labelBinding(label);
    frames.add(
        StackMapFrameInfo.of(label, locals, List.of(ObjectVerificationTypeInfo.of(exception))));
  }

  /// Adds what was said to the code.
  void write(CodeBuilder code) {
    code.with(StackMapTableAttribute.of(frames));
  }
}
