package io.gazetteer.testing;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Reads the comments of a class from its source, as Markdown. */
public final class Javadoc {

  private static final Path SOURCES = Path.of("src/main/java");

  private Javadoc() {}

  /**
   * Returns the paragraphs of each comment, in the order of the source, by the simple name of the
   * class, method or constant.
   */
  public static Map<String, List<String>> of(Class<?> type) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      Path file = SOURCES.resolve(type.getName().replace('.', '/') + ".java");
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(file));
      Map<String, List<String>> comments = new LinkedHashMap<>();
      DocTrees trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new Members(trees, comments).scan(unit, null);
      }
      return comments;
    }
  }

  /** Collects what has a name and a comment. */
  private static final class Members extends TreePathScanner<Void, Void> {

    private final DocTrees trees;
    private final Map<String, List<String>> comments;

    private Members(DocTrees trees, Map<String, List<String>> comments) {
      this.trees = trees;
      this.comments = comments;
    }

    @Override
    public Void scan(Tree tree, Void nothing) {
      if (tree != null && !name(tree).isEmpty()) {
        var comment = trees.getDocCommentTree(new TreePath(getCurrentPath(), tree));
        if (comment != null) {
          comments.put(name(tree), paragraphs(comment.getFullBody()));
        }
      }
      return super.scan(tree, null);
    }

    private static String name(Tree tree) {
      return tree instanceof ClassTree type
          ? type.getSimpleName().toString()
          : tree instanceof MethodTree method
              ? method.getName().toString()
              : tree instanceof VariableTree constant ? constant.getName().toString() : "";
    }

    private static List<String> paragraphs(List<? extends DocTree> body) {
      String text = body.stream().map(Members::markdown).collect(Collectors.joining());
      return List.of(text.strip().replaceAll("[ \\n]+", " ").split(" ?\\f ?"));
    }

    private static String markdown(DocTree part) {
      if (part instanceof LiteralTree literal) {
        return "`" + literal.getBody().getBody().strip() + "`";
      }
      if (part instanceof LinkTree link) {
        return "`" + link.getReference().getSignature().replace("#", "") + "`";
      }
      return part instanceof StartElementTree
          ? "\f"
          : part instanceof TextTree text ? text.getBody() : part.toString();
    }
  }
}
