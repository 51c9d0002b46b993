/// Measurements of single steps with JMH.
///
/// Each runs in two processes of its own, with five short rounds of warm-up and five of
/// measurement: on a machine that others use too, two short looks at different moments tell more
/// than one long one. Where JMH asks for a baseline, it stands beside the subject in the same
/// class.
@NullMarked
package dev.lodestar.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
