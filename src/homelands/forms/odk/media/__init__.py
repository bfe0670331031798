"""Files that respondents add: known by their content, kept without what their makers wrote in.

What is taken out, kind by kind:

- **Pictures** (JPEG, PNG, WebP, GIF) are drawn anew: only the dots of the first picture are kept.
  Place, time, camera, thumbnails, comments, colour profiles and hidden trailers are gone.
- **Films and sounds in MP4, MOV, M4A and 3GP**: user data, tags, XMP and unknown boxes are
  emptied, times of creation set to none, and tracks that are neither picture nor sound (such as a
  timed record of places) cut off and overwritten. Picture and sound themselves stay as they are.
- **WAV**: only the format and the sound are kept. **MP3**: tags before and after the sound are
  cut off. **AMR** holds nothing but sound.
- **Other files** (PDF, office documents, plain text, OGG, WebM) are kept as they are, and only
  where the questionnaire asks for a file of any kind.
"""

from .reading import Kept, keep

__all__ = ["Kept", "keep"]
