// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.util.LinkedHashMap;
import java.util.Map;

import ai.thrivestack.track.OneLine;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.visitors.AbstractPluginVisitor;

/**
 * Takes the attributes as a map, variables substituted, so that no option is spelt a second time for Log4j2. Their
 * values stay out of Log4j2's debug line: one is the token. Public, since Log4j2 makes it by reflection.
 */
public final class OptionAttributesVisitor extends AbstractPluginVisitor<OptionAttributes> {
    public OptionAttributesVisitor() {
        super(OptionAttributes.class);
    }

    @Override
    public Object visit(Configuration configuration, Node node, LogEvent event, StringBuilder log) {
        Map<String, String> options = new LinkedHashMap<>();
        node.getAttributes().forEach((name, text) -> options.put(name, substitutor.replace(event, text)));
        node.getAttributes().clear();
        log.append("options=").append(OneLine.of(options.keySet().toString()));
        return options;
    }
}
