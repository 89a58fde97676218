// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.io.IOException;
import java.util.Arrays;

/**
 * Runs another class's main in a JVM that ends with the JVM that started it, however that ends: our standard input is a
 * pipe from it, and a daemon thread waits for its end. On the class path of brokers and workers, so it uses the JDK alone.
 */
public final class UntilParentEnds {

    private UntilParentEnds() {}

    /** The main class, and its arguments. */
    public static void main(String[] args) throws Exception {
        Thread watch = new Thread(UntilParentEnds::haltAtEndOfInput, "until-parent-ends");
        watch.setDaemon(true);
        watch.start();
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 1, args.length));
    }

    private static void haltAtEndOfInput() {
        try {
            while (System.in.read() != -1) {
                // Nothing is said to us.
            }
        } catch (IOException e) {
            // The same as its end.
        }
        Runtime.getRuntime().halt(1);
    }
}
