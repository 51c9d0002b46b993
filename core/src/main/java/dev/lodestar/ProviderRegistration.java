package dev.lodestar;

import dev.lodestar.inject.Provider;

/// One call that registered a provider.
record ProviderRegistration(Provider<?> provider, CallSite callSite) {}
