// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import java.security.Principal;

import ai.thrivestack.track.TrackOptions;
import org.apache.commons.logging.LogFactory;
import org.slf4j.MDC;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/**
 * The user's id by {@code track.user-id}, an expression on the authentication, and its place in the MDC: the first of
 * {@code track.user-id-keys}. Properties alone can be read, no method or type. Thread-safe.
 */
final class UserId {
    static final String NONE = "none";
    private static final String NAME = "name";

    private final String key;
    /** Null for the principal's name. */
    private final Expression expression;

    private final SimpleEvaluationContext context =
            SimpleEvaluationContext.forReadOnlyDataBinding().build();

    private volatile boolean hasFailed;

    UserId(ConfigurableEnvironment environment) {
        this(
                environment.getProperty(OptionReader.USER_ID, NAME),
                TrackOptions.ofProperties(OptionReader.PREFIX, new OptionReader(environment).texts())
                        .get(TrackOptions.USER_ID_KEYS)
                        .stream()
                        .findFirst()
                        .orElse("user_id"));
    }

    UserId(String text, String key) {
        this.key = key;
        this.expression = text.trim().equals(NAME) ? null : parse(text.trim());
    }

    private static Expression parse(String text) {
        try {
            return new SpelExpressionParser().parseExpression(text);
        } catch (ParseException e) {
            warn(OptionReader.USER_ID + " cannot be used. Write an expression on the authentication such as"
                    + " principal.claims['user_id'], or none. Until then the authentication's name serves.");
            return null;
        }
    }

    /** @return null if there is none; does not throw */
    String of(Principal principal) {
        if (principal == null) {
            return null;
        }
        try {
            Object value = expression == null ? principal.getName() : expression.getValue(context, principal);
            return value == null ? null : value.toString();
        } catch (RuntimeException unreadable) {
            if (!hasFailed) {
                hasFailed = true;
                warn(OptionReader.USER_ID + " cannot be read from a "
                        + principal.getClass().getSimpleName()
                        + ": its events have no user id of it. This is said once.");
            }
            return null;
        }
    }

    /** @param id null to remove it. @return what was there before */
    String put(String id) {
        String before = MDC.get(key);
        set(id);
        return before;
    }

    void set(String id) {
        if (id == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, id);
        }
    }

    String get() {
        return MDC.get(key);
    }

    private static void warn(String sentence) {
        LogFactory.getLog("ai.thrivestack.track").warn(sentence);
    }
}
