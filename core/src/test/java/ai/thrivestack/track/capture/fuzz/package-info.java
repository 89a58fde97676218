// SPDX-License-Identifier: Apache-2.0
/**
 * Generated records go through the encoder, and what comes out is judged by code that shares nothing with it: a strict
 * reader of JSON, the rules of an event, and, where a record is put together from known parts, what those parts must
 * give. Every input has a number of its own, from which it can be made again.
 */
package ai.thrivestack.track.capture.fuzz;
