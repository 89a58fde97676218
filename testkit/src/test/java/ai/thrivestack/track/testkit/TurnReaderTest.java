// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TurnReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'status':500}                                  | {'status':500,'times':1}",
                "[{'status':429,'times':20,'retryAfter':30}]     | {'status':429,'times':20,'retryAfter':'30'}",
                "{'status':401,'times':'always'}                 | {'status':401,'times':'always'}",
                "{'delayMillis':600000}                          | {'times':1,'delayMillis':600000}",
                "{'ending':'reset','times':3}                    | {'ending':'reset','times':3}",
                "{'ending':'truncated'}                          | {'ending':'truncated','times':1}",
                "{'retryAfter':'Wed, 21 Oct 2026 07:28:00 GMT'}"
                        + " | {'times':1,'retryAfter':'Wed, 21 Oct 2026 07:28:00 GMT'}",
                "{'body':'{}'}                                   | {'times':1,'body':'{}'}"
            })
    void answer_valid_isReadInFull(String json, String read) {
        List<Turn> turns = TurnReader.read(Requests.bytes(json.replace('\'', '"')));

        assertEquals(1, turns.size());
        assertEquals(read.replace('\'', '"'), JsonText.of(turns.get(0).fields()));
    }

    @Test
    void answers_several_areReadInOrder() {
        List<Turn> turns = TurnReader.read(Requests.bytes(" [{\"status\":500},{\"status\":503}] "));

        assertEquals(500, turns.get(0).answer().status());
        assertEquals(503, turns.get(1).answer().status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'status':199}                      | status is a whole number from 200 to 599.",
                "{'status':'500'}                    | status is a whole number from 200 to 599.",
                "{'status':500,'times':0}            | times is a whole number from 1 to 1000000, or \"always\".",
                "{'status':500,'times':'ever'}       | times is a whole number from 1 to 1000000, or \"always\".",
                "{'delayMillis':600001}              | delayMillis is a whole number from 0 to 600000.",
                "{'ending':'hang'}                   | ending is \"reset\" or \"truncated\".",
                "{'ending':'reset','status':500}     | An answer has a status or an ending, not both.",
                "{'code':500}                        | \"code\" is none of [status, ending, times, retryAfter,",
                "{'body':{}}                         | body is a string.",
                "{'retryAfter':1.5}                  | retryAfter is a number of seconds or an HTTP date.",
                "{'retryAfter':'1\\r\\nX: y'}        | cannot send the header Retry-After",
                "[]                                  | There are 0 answers, not 1 to 1000.",
                "[500]                               | An answer is an object, such as {\"status\": 503, \"times\": 20}.",
                "{'status':500,'status':501}         | The key \"status\" occurs twice in one object.",
                "nonsense                            | The body cannot be read as JSON",
                "``                                  | The body is empty."
            })
    void answer_invalid_isRefusedWithWhatIsAllowed(String json, String message) {
        byte[] body = Requests.bytes(json.replace('\'', '"'));

        Exception e = assertThrows(IllegalArgumentException.class, () -> TurnReader.read(body));

        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }
}
