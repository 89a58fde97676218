// SPDX-License-Identifier: Apache-2.0
/**
 * The tracking plan: which events there are and what they must hold, as {@link
 * ai.thrivestack.track.testkit.plan.TrackingPlan}.
 *
 * <p>JSON Schema was tried on paper and left: a schema of one event with two properties has fifteen lines, its
 * validators for Java 8 bring databind and a logging facade into the class path of tests whose subject is logging, and
 * their messages speak of instances and keywords. What a plan says is names and types.
 */
package ai.thrivestack.track.testkit.plan;
