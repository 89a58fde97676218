// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.util.Map;

import ai.thrivestack.track.contract.TenantsContract;

class Log4j2TenantsTest extends TenantsContract {
    Log4j2TenantsTest() {
        super(new Log4j2Backend());
    }

    @Override
    protected String perTenant(Map<String, String> options, boolean evicts) {
        StringBuilder xml =
                new StringBuilder("<Configuration shutdownHook='disable'><Appenders><Routing name='ROUTING'>"
                        + (evicts ? "<IdlePurgePolicy timeToLive='1' timeUnit='milliseconds'/>" : "")
                        + "<Routes pattern='$${ctx:tenant}'><Route><Track name='TRACK' token='${ctx:tenant}-token'");
        options.forEach((option, text) -> xml.append(' ' + option + "='" + text + '\''));
        return xml + "/></Route></Routes></Routing></Appenders><Loggers><Root level='INFO'><AppenderRef ref='ROUTING'/>"
                + "</Root></Loggers></Configuration>";
    }
}
