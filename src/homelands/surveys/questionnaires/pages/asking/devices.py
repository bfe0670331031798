"""Tells phones, tablets and computers apart, roughly: no more is kept of the machine."""


def device(agent: str) -> str:
    """Reads the name that a browser gives itself."""
    if not agent:
        return ""
    if "iPad" in agent or "Tablet" in agent or ("Android" in agent and "Mobile" not in agent):
        return "tablet"
    return "phone" if "Mobi" in agent or "Opera Mini" in agent or "iPhone" in agent else "computer"
