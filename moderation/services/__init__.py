"""The only writers of what moderation keeps. Each service is one transaction."""
