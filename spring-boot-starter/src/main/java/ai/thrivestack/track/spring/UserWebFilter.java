// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import java.util.Optional;

import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Puts the user's id into Reactor's context, right behind Spring Security's filter. {@link UserIdAccessor} carries it to
 * the MDC of each thread that works on the request. Thread-safe.
 */
final class UserWebFilter implements WebFilter, Ordered {
    private static final int BEHIND_SECURITY = -99;

    private final UserId userId;

    UserWebFilter(UserId userId) {
        this.userId = userId;
    }

    @Override
    public int getOrder() {
        return BEHIND_SECURITY;
    }

    /** The chain is asked once: what it returns is always empty, so emptiness says nothing about a user. */
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal()
                .map(principal -> Optional.ofNullable(userId.of(principal)))
                .defaultIfEmpty(Optional.empty())
                .flatMap(id -> id.isPresent()
                        ? chain.filter(exchange).contextWrite(context -> context.put(UserIdAccessor.KEY, id.get()))
                        : chain.filter(exchange));
    }
}
