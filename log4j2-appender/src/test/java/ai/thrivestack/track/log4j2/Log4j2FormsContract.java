// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.util.stream.Stream;

import ai.thrivestack.track.contract.Form;
import ai.thrivestack.track.contract.FormsContract;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.async.AsyncLoggerContext;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

abstract class Log4j2FormsContract extends FormsContract {
    Log4j2FormsContract(boolean asyncAppender) {
        super(new Log4j2Backend(), asyncAppender);
    }

    @Override
    protected Stream<Form> ownForms() {
        return Log4j2Forms.all();
    }

    @Test
    void loggers_areAsynchronous_whereTheyShouldBe() {
        assertEquals(
                System.getProperty("log4j2.contextSelector") != null,
                LogManager.getContext(false) instanceof AsyncLoggerContext);
    }
}
