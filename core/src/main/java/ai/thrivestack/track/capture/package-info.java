// SPDX-License-Identifier: Apache-2.0
/**
 * A log record becomes the UTF-8 JSON of one event, once, on the thread that logs. No threads of its own, and nothing
 * of the application is kept: arguments and MDC change after the call.
 */
package ai.thrivestack.track.capture;
