// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The pipelines that have not ended, so that a reload can continue one. Logback stops the old appender before it starts
 * the new one, Log4j2 afterwards. A pipeline leaves when its delivery has ended, so nothing is kept longer than that.
 * Thread-safe.
 */
final class LivePipelines {
    private static final List<TrackPipeline> LIVE = new ArrayList<>();

    private LivePipelines() {}

    /** Continues the pipeline of a former appender of the same name and recipient, or begins another. */
    static synchronized TrackPipeline start(AppenderScope scope, TrackOptions options, Reports reports) {
        for (TrackPipeline former : predecessors(scope, new Recipient(options))) {
            TrackPipeline successor = former.succeed(scope, options, reports);
            if (successor != null) {
                LIVE.set(LIVE.indexOf(former), successor);
                return successor;
            }
        }
        TrackPipeline pipeline = TrackPipeline.begin(scope, options, reports);
        LIVE.add(pipeline);
        return pipeline;
    }

    /**
     * Events leave under the credentials that they were logged under. Where there were none yet, they leave under those
     * that the next configuration brings, if it cannot be another appender's.
     */
    private static List<TrackPipeline> predecessors(AppenderScope scope, Recipient recipient) {
        List<TrackPipeline> namesakes = LIVE.stream()
                .filter(pipeline -> pipeline.scope.isNamesakeOf(scope))
                .collect(Collectors.toList());
        // SiftingAppender and Routing make appenders of one name inside log calls, one for each tenant
        boolean isTheOnlyOne = namesakes.size() == 1
                && namesakes.get(0).scope.configuration != scope.configuration
                && !CallStack.isInsideALogCall();
        return namesakes.stream()
                .filter(former -> former.isReleased() || former.scope.configuration != scope.configuration)
                .filter(former ->
                        recipient.isSameAs(former.recipient) || isTheOnlyOne && recipient.completes(former.recipient))
                .collect(Collectors.toList());
    }

    static synchronized boolean isAnyLeft() {
        return !LIVE.isEmpty();
    }

    static synchronized void ended(TrackPipeline any) {
        LIVE.removeIf(any::sharesDeliveryWith);
    }
}
