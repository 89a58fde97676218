// SPDX-License-Identifier: Apache-2.0
/**
 * What both frameworks must show, in every supported version. Written against SLF4J 1.7, as the applications are that
 * it speaks for; each appender's tests run it, once for each version.
 */
package ai.thrivestack.track.contract;
