// The checks of Scalar's settings would try whether a text may be evaluated, which the policy of the
// page refuses. They ask while they are loaded, so this has to come first.
globalThis.__zod_globalConfig = { jitless: true };
