"""The pages: one module for each area, its templates beside it in web/templates/."""

from web.pages import (
    account,
    admin,
    assets,
    auth,
    authoring,
    draft,
    improve,
    instruct,
    lead,
    learn,
    navigation,
    running,
    submissions,
    texts,
    trials,
    words,
)

BLUEPRINTS = (
    assets.blueprint,
    words.blueprint,
    navigation.blueprint,
    running.blueprint,
    auth.blueprint,
    learn.blueprint,
    submissions.blueprint,
    instruct.blueprint,
    authoring.blueprint,
    draft.blueprint,
    trials.blueprint,
    improve.blueprint,
    texts.blueprint,
    lead.blueprint,
    admin.blueprint,
    account.blueprint,
)
