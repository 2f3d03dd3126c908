"""The pages: one module for each area, its templates beside it in web/templates/."""

from web.pages import account, admin, assets, auth, instruct, lead, learn, navigation, submissions, words

BLUEPRINTS = (
    assets.blueprint,
    words.blueprint,
    navigation.blueprint,
    auth.blueprint,
    learn.blueprint,
    submissions.blueprint,
    instruct.blueprint,
    lead.blueprint,
    admin.blueprint,
    account.blueprint,
)
