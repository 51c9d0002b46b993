package dev.lodestar.handler;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Reads the methods of one source file with the compiler's parser. This is the only class that
/// needs the module jdk.compiler; it is loaded only when class files do not tell parameter names.
final class SourceParser {

  private final Trees trees;
  private final CompilationUnitTree unit;
  private final Map<String, List<SourceMethod>> methodsByClass = new HashMap<>();

  private SourceParser(Trees trees, CompilationUnitTree unit) {
    this.trees = trees;
    this.unit = unit;
  }

  /// Reads a file; the keys are class names with their outer classes, such as `App.Item`.
  static Map<String, List<SourceMethod>> parse(Path file) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      return Map.of();
    }
    var task =
        (JavacTask)
            compiler.getTask(
                null, null, diagnostic -> {}, List.of("-proc:none"), null, List.of(textOf(file)));
    for (CompilationUnitTree unit : task.parse()) {
      var parser = new SourceParser(Trees.instance(task), unit);
      for (Tree declaration : unit.getTypeDecls()) {
        if (declaration instanceof ClassTree type) {
          parser.readClass("", type, new TreePath(new TreePath(unit), type));
        }
      }
      return parser.methodsByClass;
    }
    return Map.of();
  }

  /// An executable script starts with `#!` and may have a name without `.java`.
  private static SimpleJavaFileObject textOf(Path file) throws IOException {
    String content = Files.readString(file);
    String text = content.startsWith("#!") ? "//" + content.substring(2) : content;
    URI name = file.toUri();
    if (!name.getPath().endsWith(".java")) {
      name = URI.create("file:///Script.java");
    }
    return new SimpleJavaFileObject(name, SimpleJavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  private void readClass(String prefix, ClassTree type, TreePath path) {
    String name = prefix + type.getSimpleName();
    var methods = new ArrayList<SourceMethod>();
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree method) {
        methods.add(readMethod(method, new TreePath(path, method)));
      } else if (member instanceof ClassTree nested) {
        readClass(name + ".", nested, new TreePath(path, nested));
      }
    }
    methodsByClass.put(name, methods);
  }

  private SourceMethod readMethod(MethodTree method, TreePath path) {
    var types = new ArrayList<String>();
    var names = new ArrayList<String>();
    for (VariableTree parameter : method.getParameters()) {
      types.add(simpleName(parameter.getType()));
      names.add(parameter.getName().toString());
    }
    Tree start = method.getReturnType() == null ? method : method.getReturnType();
    long position = trees.getSourcePositions().getStartPosition(unit, start);
    String documentation = trees.getDocComment(path);
    return new SourceMethod(
        method.getName().toString(),
        types,
        names,
        position < 0 ? 0 : (int) unit.getLineMap().getLineNumber(position),
        documentation == null ? "" : documentation);
  }

  private static String simpleName(Tree type) {
    return switch (type) {
      case IdentifierTree identifier -> identifier.getName().toString();
      case MemberSelectTree select -> select.getIdentifier().toString();
      case ParameterizedTypeTree parameterized -> simpleName(parameterized.getType());
      case AnnotatedTypeTree annotated -> simpleName(annotated.getUnderlyingType());
      case ArrayTypeTree array -> simpleName(array.getType()) + "[]";
      default -> type.toString();
    };
  }
}
