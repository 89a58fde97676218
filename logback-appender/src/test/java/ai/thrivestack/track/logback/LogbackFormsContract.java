// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.util.stream.Stream;

import ai.thrivestack.track.contract.Form;
import ai.thrivestack.track.contract.FormsContract;

abstract class LogbackFormsContract extends FormsContract {
    LogbackFormsContract(boolean asyncAppender) {
        super(new LogbackBackend(), asyncAppender);
    }

    @Override
    protected Stream<Form> ownForms() {
        return FluentForms.all();
    }
}
