// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import ai.thrivestack.track.Reports;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.delivery.Delivery;
import ai.thrivestack.track.delivery.Rehearsal;
import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * The pipelines that have not ended, so that a reload can continue one. Logback stops the old appender before it starts
 * the new one, Log4j2 afterwards. A pipeline is removed when its delivery has ended, so nothing is kept longer.
 * Thread-safe.
 */
public final class LivePipelines {
    @GuardedBy("LivePipelines.class")
    private static final List<TrackPipeline> LIVE = new ArrayList<>();

    private LivePipelines() {}

    /**
     * Starts delivery, or continues that of a former appender in the same context, of the same name, endpoint and source
     * of credentials, with its waiting events and counts. Uses neither network nor DNS.
     *
     * @param mistakes in the configuration, besides {@link TrackOptions#problems}
     */
    public static TrackPipeline start(
            AppenderScope scope, TrackOptions options, List<String> mistakes, Reports reports) {
        TrackPipeline pipeline = start(scope, options, reports);
        List<String> all = new ArrayList<>(options.problems());
        all.addAll(mistakes);
        pipeline.tellMistakes(Mistakes.untold(scope, all));
        return pipeline;
    }

    private static synchronized TrackPipeline start(AppenderScope scope, TrackOptions options, Reports reports) {
        for (TrackPipeline former : predecessors(scope, new Recipient(options))) {
            TrackPipeline successor = former.succeed(scope, options, reports);
            if (successor != null) {
                LIVE.set(LIVE.indexOf(former), successor);
                return successor;
            }
        }
        TrackPipeline pipeline = begin(scope, options, reports);
        LIVE.add(pipeline);
        return pipeline;
    }

    private static TrackPipeline begin(AppenderScope scope, TrackOptions options, Reports reports) {
        Delivery delivery = new Delivery(scope.appender, options, reports);
        TrackPipeline pipeline = new TrackPipeline(scope, options, delivery, LivePipelines::prepareLaterEnds);
        Runnable unregister = registerBean(scope, pipeline);
        delivery.start(pipeline, () -> {
            unregister.run();
            ended(pipeline);
        });
        return pipeline;
    }

    /**
     * In a runtime without JMX the bean's class cannot be loaded, since it names exceptions of JMX. So the error is caught
     * here, in a class that names none of them.
     */
    private static Runnable registerBean(AppenderScope scope, TrackPipeline pipeline) {
        try {
            return AppenderBean.register(
                    "TrackAppender", scope.contextName, scope.appender, pipeline::counts, pipeline::flush);
        } catch (LinkageError noJmx) {
            return () -> {};
        }
    }

    /** Loads the classes for the end of a delivery that may come after its application has stopped. */
    private static void prepareLaterEnds() {
        if (isAnyLeft()) {
            Rehearsal.run();
        }
    }

    /**
     * Events are sent with the credentials of the configuration that they were logged under. If it had none, they are sent
     * with those of the next configuration, if that cannot belong to another appender.
     */
    @GuardedBy("LivePipelines.class")
    private static List<TrackPipeline> predecessors(AppenderScope scope, Recipient recipient) {
        List<TrackPipeline> namesakes = LIVE.stream()
                .filter(pipeline -> pipeline.scope.isNamesakeOf(scope))
                .collect(Collectors.toList());
        // SiftingAppender and Routing make several appenders with one name inside log calls, one for each tenant
        boolean isTheOnlyOne = namesakes.size() == 1
                && namesakes.get(0).scope.configuration != scope.configuration
                && !CallStack.isInsideALogCall();
        return namesakes.stream()
                .filter(former -> former.isReleased() || former.scope.configuration != scope.configuration)
                .filter(former ->
                        recipient.isSameAs(former.recipient) || isTheOnlyOne && recipient.completes(former.recipient))
                .collect(Collectors.toList());
    }

    private static synchronized boolean isAnyLeft() {
        return !LIVE.isEmpty();
    }

    private static synchronized void ended(TrackPipeline any) {
        LIVE.removeIf(any::sharesDeliveryWith);
    }
}
