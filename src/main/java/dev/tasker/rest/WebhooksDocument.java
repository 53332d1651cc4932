package dev.tasker.rest;

import java.util.List;

/** All webhooks as the API shows them. */
record WebhooksDocument(List<WebhookDocument> webhooks) {}
