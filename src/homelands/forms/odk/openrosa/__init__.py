"""The protocol of field apps, as plain functions: what they are sent, what they send.

Field apps such as ODK Collect and KoboCollect speak OpenRosa. Nothing here knows the database,
the clock or a web framework.
"""
