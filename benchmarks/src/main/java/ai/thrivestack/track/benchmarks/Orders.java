// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.Random;
import java.util.UUID;

/** What is logged: made beforehand, so that making it is not measured. The same in every run. */
public final class Orders {
    public static final String EVENT = "order_completed";
    public static final String PLAN = "enterprise-annual-eur";
    public static final String REQUEST_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static final int KINDS = 1024;
    private static final String[] USERS = new String[KINDS];
    private static final Double[] AMOUNTS = new Double[KINDS];
    private static String[] ids = {};

    static {
        Random random = new Random(42);
        for (int i = 0; i < KINDS; i++) {
            USERS[i] = new UUID(random.nextLong(), random.nextLong()).toString();
            AMOUNTS[i] = (100 + random.nextInt(99_900)) / 100.0;
        }
    }

    private Orders() {}

    static void make(int number) {
        ids = new String[number];
        for (int i = 0; i < number; i++) {
            ids[i] = String.format("EVT%08d", i);
        }
    }

    public static String id(int order) {
        return ids[order % ids.length];
    }

    public static String user(int order) {
        return USERS[order % KINDS];
    }

    public static Double amount(int order) {
        return AMOUNTS[order % KINDS];
    }

    public static int items(int order) {
        return order % 64;
    }
}
