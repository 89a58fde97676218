// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each mistake in a configuration is heard once, whatever Boot makes of the framework's own messages. */
class MistakesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void mistakes_inAFileOfBoots_areHeardOnce(Boot boot) throws Exception {
        assertHeardOnce(boot, boot.fileName().replace(".", "-spring."));
    }

    /** The framework reads it before Boot does. */
    @ParameterizedTest
    @EnumSource
    void mistakes_inAFileOfTheFrameworks_areHeardOnce(Boot boot) throws Exception {
        assertHeardOnce(boot, boot.fileName());
    }

    private void assertHeardOnce(Boot boot, String file) throws Exception {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("endpoint", "http://collector.example.com/api/track");
        options.put("batchSize", "5000");
        options.put("shutdownTimeout", "10m"); // nothing waits, so nothing is waited for
        options.put("staticContext", "env=${DEPLOY_ENV},source=product");
        if (!boot.refusesUnknownOptions()) {
            options.put("endpont", "https://collector.example.com/api/track");
        }
        try (Child child = Child.start(boot, file, options, directory)) {
            child.terminate();
            child.awaitEnd();
            child.assertHeardOnce(
                    "endpoint=http://collector.example.com/api/track .*plain http",
                    "batchSize=5000",
                    "staticContext=.*DEPLOY_ENV",
                    "there is no token");
            if (!boot.refusesUnknownOptions()) {
                child.assertHeardOnce("there is no option endpont");
            }
        }
    }
}
