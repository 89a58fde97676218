// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.apache.logging.log4j.core.config.plugins.PluginVisitorStrategy;

/** Marks the parameter that takes every attribute of the element which no other parameter has taken. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@PluginVisitorStrategy(OptionAttributesVisitor.class)
@interface OptionAttributes {}
