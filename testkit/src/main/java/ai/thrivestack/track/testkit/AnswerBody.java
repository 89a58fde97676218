// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The JSON body of the contract's answers. */
final class AnswerBody {

    private AnswerBody() {}

    static String of(int status, String message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("success", status / 100 == 2);
        fields.put("response_id", UUID.randomUUID().toString());
        fields.put("message", message);
        return JsonText.of(fields);
    }
}
