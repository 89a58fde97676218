// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.connect;

/** The version of this plugin, which Connect shows. */
final class Version {
    private static final String IN_MANIFEST = Version.class.getPackage().getImplementationVersion();

    /** Not null: classes outside their jar have no manifest. */
    static final String TEXT = IN_MANIFEST == null ? "unknown" : IN_MANIFEST;

    private Version() {}
}
