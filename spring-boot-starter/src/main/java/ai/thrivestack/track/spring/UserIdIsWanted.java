// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Unless {@code track.user-id} is none. */
final class UserIdIsWanted implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String text = context.getEnvironment().getProperty(OptionReader.USER_ID, "");
        return !text.trim().equalsIgnoreCase(UserId.NONE);
    }
}
