// SPDX-License-Identifier: Apache-2.0
/**
 * The Spring Boot starter. It is compiled against the oldest Boot that it serves, and names what later ones have moved
 * only in classes that are loaded where it is there.
 */
package ai.thrivestack.track.spring;
