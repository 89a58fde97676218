// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import java.util.LinkedHashMap;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

final class Accounts {
    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");
    private static final Marker ACCOUNT_CREATED = MarkerFactory.getMarker("account_created");

    static {
        ACCOUNT_CREATED.add(TRACK);
    }

    void signUp(String email, String name) {
        LOG.info(TRACK, "signed_up email={} name={}", email, name);
    }

    void openAccount(String id, String name, String domain, String plan) {
        LOG.info(
                ACCOUNT_CREATED,
                "New account! account_id={} account_name={} account_domain={} plan={}",
                id,
                name,
                domain,
                plan);
    }

    void invite(String email, String firstName) {
        Map<String, Object> invitation = new LinkedHashMap<>();
        invitation.put("invitee_email", email);
        invitation.put("first name", firstName);
        LOG.info(TRACK, "invite_sent", invitation);
    }

    void importFrom(String source, long userId, String groupId) {
        LOG.info(TRACK, "account_imported source={} user_id={} group_id={}", source, userId, groupId);
    }
}
