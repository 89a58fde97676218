// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TrackOptionsProxyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://proxy.example.com:3128",
                "HTTP://10.0.0.1:1/",
                "http://proxy:65535",
                "http://my_proxy:3128",
                "http://jane:p%40ss@my_proxy.internal:3128/",
                "http://jane:private@proxy.example.com:3128",
                "http://jane:p%40ss@proxy.example.com:3128",
                "system"
            })
    void proxy_isUsed(String proxy) {
        assertEquals(
                proxy,
                Given.options("proxy", " " + proxy + "\n")
                        .get(TrackOptions.PROXY)
                        .toString());
    }

    private static String refused(String proxy) {
        assertNull(Given.read(Given.texts("proxy", proxy)).get(TrackOptions.PROXY));
        String problem = TrackOptionsTest.problem("proxy", proxy);
        assertTrue(problem.contains(" cannot be used. Write " + TrackOptions.PROXY.allowed()), problem);
        return problem;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://proxy.example.com",
                "http://proxy.example.com:",
                "http://proxy.example.com:0",
                "http://proxy.example.com:65536",
                "http://proxy.example.com:3128000",
                "https://proxy.example.com:3128",
                "http://my_proxy",
                "http://my_proxy:0",
                "http://my_proxy:65536",
                "https://my_proxy:3128",
                "my_proxy:3128",
                "socks://proxy.example.com:1080",
                "proxy.example.com:3128",
                "proxy.example.com",
                "System"
            })
    void whatIsNoProxy_isRefused_andShown(String proxy) {
        String problem = refused(proxy);
        assertTrue(problem.startsWith("proxy=" + proxy + " cannot"), problem);
    }

    @ParameterizedTest(name = "{index}")
    @CsvSource({
        "http://jane:private@my_proxy, http://[hidden]@my_proxy",
        "http://jane:pri@vate@my_proxy:31280000, http://[hidden]@my_proxy:31280000",
        "http://jane:private@proxy.example.com, http://[hidden]@proxy.example.com",
        "http://jane:private@proxy.example.com:65536, http://[hidden]@proxy.example.com:65536",
        "https://jane:private@proxy.example.com:3128, https://[hidden]@proxy.example.com:3128",
        "HTTPS://jane:private@proxy.example.com:3128, [hidden]@proxy.example.com:3128",
        "http://jane:pri@vate@proxy.example.com:3128, http://[hidden]@proxy.example.com:3128",
        "http://jane:pri/vate@proxy.example.com:3128, http://[hidden]@proxy.example.com:3128",
        "jane:private@proxy.example.com:3128, jane:[hidden]@proxy.example.com:3128",
        "http:jane:private@proxy.example.com, http:[hidden]@proxy.example.com",
        "http://jane:private, [hidden]",
        "http://jane:private:3128, [hidden]",
        "jane:private, [hidden]",
        "http://jane:private%40proxy.example.com:3128, [hidden]",
        "http://jane%3Aprivate%40proxy.example.com, [hidden]",
        "proxy.example.com jane private, [hidden]",
        "'http://jane:pri\nvate@proxy.example.com', [hidden]"
    })
    void password_ofWhatIsNoProxy_isHidden(String proxy, String shown) {
        String problem = refused(proxy);
        assertTrue(problem.startsWith("proxy=" + shown + " cannot"), problem);
        assertFalse(problem.contains("pri") || problem.contains("vate"), problem);
    }
}
