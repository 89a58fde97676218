// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Collections, maps and arrays: too deep, too long, around themselves, without an end, and such as throw. */
final class HostileContainers {
    private final Dice dice;
    private final Supplier<Object> inner;

    /** @param inner gives what is to be inside, another value each time */
    HostileContainers(Dice dice, Supplier<Object> inner) {
        this.dice = dice;
        this.inner = inner;
    }

    Object any() {
        switch (dice.below(16)) {
            case 0:
            case 1:
                return list();
            case 2:
            case 3:
                return map();
            case 4:
                return list().toArray();
            case 5:
                return new ArrayDeque<>(Arrays.asList(1, "two", 3.0));
            case 6:
                return dice.oneIn(8) ? deep(dice.below(30_000)) : deep(dice.below(50));
            case 7:
                return around();
            case 8:
                return new Iteration(dice.below(4));
            case 9:
                return dice.oneIn(50) ? endless() : Optional.ofNullable(inner.get());
            case 10:
                return dice.oneIn(20) ? dice.percent(50) ? endlessMap() : large() : new IdentityHashMap<>(map());
            case 11:
                return throwingMap();
            case 12:
                return new Object[][] {{inner.get()}, {}, null, {1, new int[] {2}}};
            case 13:
                return dice.pick(
                        new byte[] {-1, 0, 1}, new char[] {'\uDC00'}, new boolean[2], new long[3], new float[] {
                            Float.NaN
                        });
            case 14:
                return dice.oneIn(50) ? Collections.nCopies(dice.below(30_000), "x") : Collections.emptySet();
            default:
                return new AbstractMap.SimpleEntry<>(inner.get(), inner.get());
        }
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        for (int i = dice.few(5); i > 0; i--) {
            list.add(inner.get());
        }
        return list;
    }

    /** Keys of any kind, some of which have the same text. */
    Map<Object, Object> map() {
        Map<Object, Object> map = new HashMap<>();
        for (int i = dice.few(5); i > 0; i--) {
            map.put(key(), inner.get());
        }
        return map;
    }

    private Object key() {
        switch (dice.below(8)) {
            case 0:
                return null;
            case 1:
                return dice.pick((Object) 1, "1", 1L, "null");
            case 2:
                return dice.pick("a\uD800", "a\uDFFF", "a\uFFFD");
            case 3:
                return dice.pick("[truncated]", "[unreadable]", "event_name", "event.name", "user_id", "group_id", "");
            case 4:
                return dice.pick("password", "SECRET", "Pass_Phrase");
            case 5:
                return new HostileBeans.Throwing(dice);
            default:
                return new Texts(dice).any();
        }
    }

    private Object deep(int levels) {
        Object value = inner.get();
        int kind = dice.below(5);
        for (int i = 0; i < levels; i++) {
            switch (kind == 4 ? dice.below(4) : kind) {
                case 0:
                    value = Collections.singletonList(value);
                    break;
                case 1:
                    value = Collections.singletonMap("in", value);
                    break;
                case 2:
                    value = Optional.of(value == null ? "" : value);
                    break;
                default:
                    value = new Object[] {value};
            }
        }
        return value;
    }

    private Object around() {
        List<Object> list = list();
        Map<Object, Object> map = new LinkedHashMap<>();
        Object[] array = {list, map};
        list.add(dice.pick(list, map, array));
        map.put("around", dice.pick(list, map, array));
        map.put("bean", new HostileBeans.Plain(map));
        return dice.pick(list, map, array);
    }

    private Object large() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("[truncated]", "by itself");
        for (int i = dice.pick(9_990, 10_000, 15_000); i > 0; i--) {
            map.put(i, i);
        }
        return Arrays.asList(inner.get(), map);
    }

    private static Iterable<Object> endless() {
        return () -> new Iterator<Object>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Object next() {
                return 1;
            }
        };
    }

    private static Map<Object, Object> endlessMap() {
        return new AbstractMap<Object, Object>() {
            @Override
            public Set<Entry<Object, Object>> entrySet() {
                return new AbstractSet<Entry<Object, Object>>() {
                    @Override
                    public Iterator<Entry<Object, Object>> iterator() {
                        int[] number = {0};
                        return new Iterator<Entry<Object, Object>>() {
                            @Override
                            public boolean hasNext() {
                                return true;
                            }

                            @Override
                            public Entry<Object, Object> next() {
                                return new SimpleEntry<>(number[0]++, "value");
                            }
                        };
                    }

                    @Override
                    public int size() {
                        return Integer.MAX_VALUE;
                    }
                };
            }

            @Override
            public String toString() {
                return "and so on";
            }
        };
    }

    private Map<Object, Object> throwingMap() {
        int kind = dice.below(5);
        return new AbstractMap<Object, Object>() {
            @Override
            public Set<Entry<Object, Object>> entrySet() {
                return HostileBeans.thrown(kind);
            }

            @Override
            public String toString() {
                return HostileBeans.thrown(kind);
            }
        };
    }

    /** Throws at one of its steps; is good for one element where it does not. */
    private final class Iteration implements Iterable<Object> {
        private final int step;
        private final int kind = dice.below(5);

        Iteration(int step) {
            this.step = step;
        }

        @Override
        public Iterator<Object> iterator() {
            return step == 0
                    ? HostileBeans.thrown(kind)
                    : new Iterator<Object>() {
                        private int given;

                        @Override
                        public boolean hasNext() {
                            return step == 1 ? HostileBeans.thrown(kind) : true;
                        }

                        @Override
                        public Object next() {
                            return given++ >= step - 2 ? HostileBeans.thrown(kind) : "element";
                        }
                    };
        }
    }
}
