// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import java.io.IOException;
import java.util.EnumSet;
import javax.servlet.DispatcherType;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;

/** Puts the user's id into the MDC while a request is handled on this thread, and takes it out again. Thread-safe. */
final class JavaxUserFilter implements Filter {
    /** All: an asynchronous request and an error page are dispatched on their own. */
    static final EnumSet<DispatcherType> DISPATCHER_TYPES = EnumSet.allOf(DispatcherType.class);

    private final UserId userId;

    JavaxUserFilter(UserId userId) {
        this.userId = userId;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = request instanceof HttpServletRequest
                ? userId.of(((HttpServletRequest) request).getUserPrincipal())
                : null;
        if (id == null) {
            chain.doFilter(request, response);
            return;
        }
        String before = userId.put(id);
        try {
            chain.doFilter(request, response);
        } finally {
            userId.set(before);
        }
    }

    @Override
    public void init(FilterConfig configuration) {}

    @Override
    public void destroy() {}
}
