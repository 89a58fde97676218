// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.util.stream.Stream;

import ai.thrivestack.track.contract.Form;
import ai.thrivestack.track.contract.FormsContract;

abstract class Log4j2FormsContract extends FormsContract {
    Log4j2FormsContract(boolean asyncAppender) {
        super(new Log4j2Backend(), asyncAppender);
    }

    @Override
    protected Stream<Form> ownForms() {
        return Log4j2Forms.all();
    }
}
