package dev.lodestar.dev.build;

import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.InnerClassInfo;
import java.lang.classfile.attribute.InnerClassesAttribute;
import java.lang.classfile.attribute.SourceDebugExtensionAttribute;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.reflect.AccessFlag;
import java.util.List;

/// What other classes can have been compiled against: everything of a class but the code of its
/// methods and what is private. The values of constants, which are copied into other classes, are
/// part of it.
final class ApiShape {
  private static final ClassFile WRITER =
      ClassFile.of(
          ClassFile.ConstantPoolSharingOption.NEW_POOL,
          ClassFile.StackMapsOption.DROP_STACK_MAPS,
          ClassFile.DebugElementsOption.DROP_DEBUG);

  private ApiShape() {}

  /// Returns a form of a class file that two have in common if nobody else has to be compiled
  /// again. Two that differ may still have that in common.
  static byte[] of(byte[] classFile) {
    var model = WRITER.parse(classFile);
    var name = model.thisClass().asInternalName();
    return WRITER.transformClass(
        model,
        (builder, element) -> {
          if (element instanceof MethodModel method && !isHidden(method)) {
            builder.transformMethod(
                method, MethodTransform.dropping(part -> part instanceof CodeModel));
          } else if (element instanceof InnerClassesAttribute mentioned) {
            var own = own(mentioned, name);
            if (!own.isEmpty()) {
              builder.with(InnerClassesAttribute.of(own));
            }
          } else if (!(element instanceof MethodModel) && isVisible(element)) {
            builder.with(element);
          }
        });
  }

  /// Classes of others are mentioned for the sake of code.
  private static List<InnerClassInfo> own(InnerClassesAttribute mentioned, String name) {
    return mentioned.classes().stream()
        .filter(inner -> inner.innerClass().asInternalName().startsWith(name + "$"))
        .toList();
  }

  private static boolean isHidden(MethodModel method) {
    return method.flags().has(AccessFlag.PRIVATE) || method.methodName().equalsString("<clinit>");
  }

  private static boolean isVisible(ClassElement element) {
    return !(element instanceof FieldModel field && field.flags().has(AccessFlag.PRIVATE))
        && !(element instanceof SourceFileAttribute)
        && !(element instanceof SourceDebugExtensionAttribute);
  }
}
