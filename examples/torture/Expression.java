package torture;

/// A calculation; recursive through its variants.
sealed interface Expression {
  record Literal(double value) implements Expression {}

  record Negation(Expression of) implements Expression {}

  record Sum(Expression left, Expression right) implements Expression {}
}
